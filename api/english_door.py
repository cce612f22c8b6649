"""English beside the Chinese of the door and one's own account."""

from __future__ import annotations

from collections.abc import Mapping

DOOR: Mapping[str, str] = {
    "一次性链接": "One-time link",
    "单点登录": "Single sign-on",
    "统一身份认证": "Identity provider",
    "当前密码": "Current password",
    "动态验证码": "Authenticator code",
    "动态验证码（启用了才填）": "Authenticator code (if you turned it on)",
    "已启用：登录时除密码外还要输入手机上的六位数字。": "On: signing in also asks for six digits from your phone.",
    "登录时除密码外再输入手机上每半分钟变化的六位数字，密码被人知道也进不来。手机上需要一个身份验证器（TOTP）。": (
        "Signing in then also asks for six digits that change every half minute, so a known password alone opens "
        "nothing. It needs an authenticator app (TOTP) on your phone."
    ),
    "在应用里添加这个密钥：": "Add this key in the app:",
    "本机直接添加": "Add on this device",
    "输入应用显示的六位数字：": "Enter the six digits that the app shows:",
    "登录在哪些地方": "Where you are signed in",
    "登录时间": "Signed in",
    "最近使用": "Last used",
    "方式": "By",
    "退出": "Sign out",
    "本机": "Here",
    "退出其他所有登录": "Sign out everywhere else",
    "退出其所有登录": "Sign out everywhere",
    "停用其动态验证码": "Turn off the authenticator",
    "密码已保存，其他设备上的登录已退出。": "Password saved; signed out everywhere else.",
    "动态验证码已启用，其他设备上的登录已退出。": "Authenticator on; signed out everywhere else.",
    "动态验证码已停用。": "Authenticator off.",
    "所选的登录已退出。": "Signed out there.",
    "您已登录。请现在设置密码，下次就用登录名和密码进入。": (
        "You are signed in. Set a password now and use it with your user name next time."
    ),
    "您的身份须启用动态验证码后才能使用其他页面。请在本页启用。": (
        "Your role needs an authenticator before you can use other pages. Turn it on here."
    ),
}
