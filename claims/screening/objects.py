"""Evidence to screen that lies in an S3-compatible store: a prefix with its sidecars, or a list in it.

Objects are only ever read. What one is called and when it was changed tells it again without its bytes; one that is
changed while the screening runs is refused, so that nobody works on another content than was listed.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

import obstore
from obstore.exceptions import BaseError

from claims.errors import StorageDown
from claims.screening.items import EVIDENCE, Item, UnusableList, item_of, listed, told_beside
from claims.vault import object_store

log = logging.getLogger(__name__)
T = TypeVar("T")

SCHEME = "s3://"
#: Larger objects are not even fetched: four times what the reader takes by default.
LARGEST = 200 * 1024 * 1024
#: Sidecars and the like are small and many: so many are asked for at once.
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class StoredObject:
    """``Content`` of one object. ``version`` as it was listed."""

    store: Any = field(repr=False, compare=False)
    key: str
    version: str

    def read_bytes(self) -> bytes:
        """Raises OSError when it is gone, changed or too large, StorageDown when the store does not answer."""
        try:
            answer = obstore.get(self.store, self.key)
            if _version(answer.meta) != self.version:
                raise OSError(errno.ESTALE, "对象在筛查期间被替换，请再运行一次筛查")
            if answer.meta["size"] > LARGEST:
                raise OSError(errno.EFBIG, f"对象大于 {LARGEST // 1024**2} MB")
            return bytes(answer.bytes())
        except FileNotFoundError:
            raise FileNotFoundError(errno.ENOENT, "对象不存在") from None
        except BaseError as error:
            log.error("object store refused: %s", type(error).__name__)
            raise StorageDown from error


def objects_of(url: str, endpoint: str) -> list[Item]:
    """Items of ``s3://bucket/prefix`` (sorted by name, with sidecars) or of ``s3://bucket/prefix/list.jsonl``.

    Names and order are those of a folder with the same files. Raises UnusableList, StorageDown.
    """
    base, _, name = url.rstrip("/").rpartition("/")
    of_list = name.endswith(".jsonl")
    if not url.startswith(SCHEME) or (of_list and base + "/" == SCHEME) or url.rstrip("/") == SCHEME.rstrip("/"):
        raise UnusableList(f"{url} 不是可用的对象存储地址，应写成 s3://桶/前缀 或 s3://桶/前缀/清单.jsonl。")
    root = base if of_list else url.rstrip("/")
    try:
        store = object_store(root, endpoint)
        return _of_list(store, name) if of_list else _of_prefix(store, root)
    except FileNotFoundError:
        raise UnusableList(f"找不到 {url}。请核对桶、前缀和 HOURPROOF_BLOBS_ENDPOINT。") from None
    except (BaseError, ValueError) as error:
        if isinstance(error, UnusableList):
            raise
        if "invalid path" in str(error):
            raise UnusableList(
                f"{root} 下有对象名含控制字符或空的层级，无法列出。请改名，或改用清单（每行一个对象的 .jsonl）。"
            ) from None
        log.error("object store refused: %s", type(error).__name__)
        raise StorageDown from error


def root_of(url: str) -> str:
    """Under which the items of ``url`` lie."""
    return url.rstrip("/").rpartition("/")[0] if url.endswith(".jsonl") else url.rstrip("/")


def reopened(root: str, endpoint: str, told: Sequence[Mapping[str, Any]]) -> list[Item]:
    """The items another process has listed, from what ``told_of`` made of them."""
    store = object_store(root, endpoint)
    return [
        item_of(number, one["file"], StoredObject(store, one["file"], one["version"]), one, version=one["version"])
        for number, one in enumerate(told)
    ]


def told_of(item: Item) -> dict[str, Any]:
    """JSON-ready form of an item, without its content."""
    return {
        "file": item.file,
        "version": item.version,
        "person": item.person,
        "employer": item.employer,
        "year": item.year,
        "city": item.city,
        "claimed": dict(item.claimed),
    }


def _of_prefix(store: Any, root: str) -> list[Item]:
    versions = {str(entry["path"]): _version(entry) for chunk in obstore.list(store) for entry in chunk}
    # As a folder is walked: level by level, so that the order of submission is the same.
    names = sorted(
        (name for name in versions if PurePosixPath(name).suffix.lower() in EVIDENCE), key=lambda name: name.split("/")
    )
    if not names:
        raise UnusableList(f"{root} 下没有可筛查的对象（支持 JPG、PNG、WebP、HEIC、TIFF、PDF）。")
    beside = _each(
        lambda name: bytes(obstore.get(store, f"{name}.json").bytes()) if f"{name}.json" in versions else None, names
    )
    return [
        item_of(
            number,
            name,
            StoredObject(store, name, versions[name]),
            told_beside(text, f"{name}.json") if text is not None else {},
            version=versions[name],
        )
        for number, (name, text) in enumerate(zip(names, beside, strict=True))
    ]


def _of_list(store: Any, source: str) -> list[Item]:
    rows = listed(bytes(obstore.get(store, source).bytes()), source)
    versions = _each(lambda row: _version_of(store, row[1]), rows)
    return [
        item_of(number, name, StoredObject(store, name, version), told, f"{source} 第 {row} 行", version=version)
        for number, ((row, name, told), version) in enumerate(zip(rows, versions, strict=True))
    ]


def _each(ask: Callable[[Any], T], things: Iterable[Any]) -> list[T]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(ask, things))


def _version_of(store: Any, key: str) -> str:
    """Empty for an object that does not exist."""
    try:
        return _version(obstore.head(store, key))
    except FileNotFoundError:
        return ""


def _version(meta: Mapping[str, Any]) -> str:
    """Tag, size and second: the tag alone is MD5, by which a hostile object could pass for another."""
    return f"{meta['e_tag']} {meta['size']} {int(meta['last_modified'].timestamp())}"
