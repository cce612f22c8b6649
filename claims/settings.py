# ruff: noqa: RUF009 - `setting` makes a fresh dataclass field each time
"""Settings: from the environment (``HOURPROOF_…``) or a TOML file, the environment winning.

The default is one folder with SQLite and sealed local files. ``listed`` feeds ``hourproof doctor``.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from intake import GuardSettings
from intake.settings import CONFIGURABLE

PREFIX = "HOURPROOF_"

#: What others usually want to know: decisions, and stopped uploads for the secrecy officer.
WEBHOOK_EVENTS = (
    "claim.submit,claim.withdraw,claim.credit,claim.adjust,claim.return,claim.decline,claim.dispute,claim.undo,"
    "claim.register,class.*,registration.*,verification.*,binding.*,evidence.withheld"
)


class BadSetting(ValueError):
    """A setting that cannot be used; the message is Chinese and names it."""


def _default_data() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "hourproof"


def setting(title: str, default: Any) -> Any:
    """A dataclass field with the Chinese title that ``doctor`` shows."""
    if callable(default):
        return field(default_factory=default, metadata={"title": title})
    return field(default=default, metadata={"title": title})


@dataclass(frozen=True)
class Settings:
    """All settings of the desk. Times in seconds, sizes in bytes.

    The environment name of each is ``HOURPROOF_`` and its name in capitals; in the TOML file its name.
    """

    data: Path = setting("数据文件夹（数据库、密封文件、主密钥默认都在这里）", _default_data)
    database_url: str = setting("数据库（空: 数据文件夹里的 SQLite；或 postgresql://…）", "")
    blobs_url: str = setting("密封文件存放处（空: 数据文件夹；或 s3://桶/前缀）", "")
    blobs_endpoint: str = setting("S3 兼容存储的地址", "")
    master_key_file: Path | None = setting("主密钥文件（空: 数据文件夹里的 master.key）", None)
    audit_key_file: Path | None = setting("审计密钥文件（空: 数据文件夹里的 audit.key，不在数据库内）", None)
    upload_limit: int = setting("单个上传文件的最大字节数", 50 * 1024 * 1024)
    uploads_per_day: int = setting("每人每天最多上传文件数", 300)
    session_hours: int = setting("登录有效小时数", 12)
    idle_minutes: int = setting("多少分钟不使用就须重新登录", 60)
    second_factor_roles: str = setting("必须启用动态验证码的角色（逗号分隔，如 authority,auditor；空: 自愿）", "")
    sign_in_attempts: int = setting("连续登录失败多少次后锁定", 5)
    lock_minutes: int = setting("登录锁定分钟数", 15)
    job_attempts: int = setting("一件材料的处理最多重试次数", 3)
    job_concurrency: int = setting("每个进程同时处理的材料数", 2)
    shard_files: int = setting("对象存储筛查时每个分片的最多文件数", 500)
    poll_seconds: float = setting("任务队列轮询间隔", 0.5)
    heartbeat_seconds: float = setting("进程心跳间隔", 2.0)
    default_city: str = setting("新上传页面预选的城市（拼音，空: 按个人所在城市）", "")
    trusted_header: str = setting("代为登录的请求头名（空: 不用；只在下列代理后面才可设）", "")
    trusted_proxies: str = setting("受信任的反向代理地址（逗号分隔的 IP 或网段）", "127.0.0.1,::1")
    oidc_issuer: str = setting("统一身份认证（OpenID Connect）的签发者地址（空: 不用）", "")
    oidc_client_id: str = setting("统一身份认证中登记的客户端编号", "")
    oidc_client_secret_file: Path | None = setting("统一身份认证客户端密钥所在文件（空: 公开客户端，只用 PKCE）", None)
    oidc_claim: str = setting("统一身份认证中与登录名对应的声明", "preferred_username")
    oidc_scopes: str = setting("向统一身份认证请求的范围", "openid profile")
    oidc_acr: str = setting("要求的认证强度（acr，空格分隔；空: 不要求）", "")
    oidc_title: str = setting("登录页上统一身份认证按钮的文字", "统一身份认证登录")
    webhook_urls: str = setting("事件通知的接收地址（逗号分隔，空: 不用）", "")
    webhook_secret_file: Path | None = setting("事件通知的签名密钥文件（每行一个 whsec_…，新的在前）", None)
    webhook_events: str = setting("通知哪些事件（逗号分隔，可用 *）", WEBHOOK_EVENTS)
    webhook_attempts: int = setting("一条通知最多尝试次数", 12)
    marks_by_city: str = setting(
        "内部类标志在各城市的处理（如 jiaxing.internal=note，逗号分隔；stop 拦截、note 提示、pass 放行；空: 一律拦截）",
        "",
    )
    dossier_open_first: int = setting("班次成批认定前，随机抽出须先打开看过的份数", 3)
    blind_percent: int = setting("复审时看不到初审结果的申报占比（%）", 10)
    reader_nice: int = setting("网页服务旁的识别进程让出处理器的程度（0 至 19；页面优先）", 5)
    dead_after_seconds: float = setting("心跳停止多久视为进程已死", 20.0)

    def __post_init__(self) -> None:
        self._guards()

    def guard_of(self, city: str) -> GuardSettings:
        """What configurable secrecy marks do to a file of this city; state secrets are stopped everywhere."""
        return self._guards().get(city, GuardSettings())

    def _guards(self) -> Mapping[str, GuardSettings]:
        """By city. Raises BadSetting for a rule of another form or a class that cannot be configured."""
        treated: dict[str, dict[str, Any]] = {}
        for rule in filter(None, (part.strip() for part in self.marks_by_city.split(","))):
            found = re.fullmatch(r"(\w+)\.(\w+)\s*=\s*(\w+)", rule)
            if found is None:
                raise BadSetting(
                    f"设置 {PREFIX}MARKS_BY_CITY 中“{rule}”应写成 城市.类别=处理，如 jiaxing.internal=note。"
                )
            city, name, does = found.groups()
            treated.setdefault(city, {})[name] = does
        try:
            return {city: GuardSettings(rules) for city, rules in treated.items()}
        except ValueError as fault:
            classes = "、".join(sorted(CONFIGURABLE))
            raise BadSetting(
                f"设置 {PREFIX}MARKS_BY_CITY 有误：类别只能是 {classes}，处理只能是 stop、note、pass；"
                "国家秘密标志一律拦截。"
            ) from fault

    @property
    def sqlite_path(self) -> Path:
        return self.data / "hourproof.sqlite"

    @property
    def on_sqlite(self) -> bool:
        return not self.database_url or self.database_url.startswith("sqlite")

    @property
    def database(self) -> str:
        """SQLAlchemy URL. ``postgresql://`` means psycopg 3."""
        url = self.database_url or f"sqlite:///{self.sqlite_path}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    @property
    def work_database(self) -> str:
        """Where the work engine keeps its tables: a file of its own on SQLite, a schema on PostgreSQL."""
        if self.on_sqlite:
            return f"sqlite:///{self.data / 'work.sqlite'}"
        return self.database

    @property
    def master_key(self) -> Path:
        return self.master_key_file or self.data / "master.key"

    @property
    def audit_key(self) -> Path:
        return self.audit_key_file or self.data / "audit.key"

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
        """Read the TOML file (``HOURPROOF_CONFIG`` or ``file``), then the environment over it.

        Raises ``BadSetting`` for an unknown name in the file or a value of the wrong type.
        """
        env = os.environ if environment is None else environment
        path = file or (Path(env[PREFIX + "CONFIG"]) if env.get(PREFIX + "CONFIG") else None)
        given: dict[str, Any] = {}
        if path is not None:
            try:
                given = tomllib.loads(path.read_text(encoding="utf-8"))
            except (OSError, tomllib.TOMLDecodeError) as error:
                raise BadSetting(f"配置文件 {path} 无法读取: {error}") from error
            unknown = set(given) - {f.name for f in fields(cls)}
            if unknown:
                raise BadSetting(f"配置文件 {path} 里有不认识的设置: {'、'.join(sorted(unknown))}")
        for one in fields(cls):
            value = env.get(PREFIX + one.name.upper())
            if value is not None and value != "":
                given[one.name] = value
        return cls(**{name: cls._typed(name, value) for name, value in given.items()})

    @classmethod
    def _typed(cls, name: str, value: Any) -> Any:
        kind = str({f.name: f.type for f in fields(cls)}[name])
        try:
            if "Path" in kind:
                return Path(str(value)).expanduser()
            if kind == "int":
                return int(value)
            if kind == "float":
                return float(value)
        except ValueError as error:
            raise BadSetting(f"设置 {PREFIX}{name.upper()} 应为数字，现为 {value!r}") from error
        return str(value)

    def listed(self) -> list[tuple[str, str, str]]:
        """``(environment name, value, Chinese title)`` of every setting, passwords in URLs hidden."""
        rows = []
        for one in fields(self):
            value = getattr(self, one.name)
            shown = "" if value is None else str(value)
            if "://" in shown and "@" in shown:
                scheme, rest = shown.split("://", 1)
                shown = f"{scheme}://…@{rest.rsplit('@', 1)[1]}"
            rows.append((PREFIX + one.name.upper(), shown, str(one.metadata["title"])))
        return rows
