"""The office's log: a line of JSON an event, without secrets and without customers' numbers."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import TextIO

# What must not be in a log, whoever wrote it there. What is named, and what looks like a secret:
# it may be in the words of an error that somebody else's code raised.
_SECRETS = (
    (re.compile(r"(?i)(bearer\s+)[^\s\"',]+"), r"\1…"),
    (re.compile(r"(/(?:hook/[\w.-]+|invitation)/)[^\s/?\"'{]+"), r"\1…"),
    (re.compile(r"(\w+://[^\s:/@]*:)[^\s@/]+(@)"), r"\1…\2"),
    (
        re.compile(
            r"(?i)(\"?\b\w*(?:token|code|password|secret|api_?key|nonce|csrf|cookie|session)\b\"?"
            r"\s*[=:]\s*[\"']?)[^\s\"',&}]+"
        ),
        r"\1…",
    ),
    # Tokens, digests and keys: long, of figures as well as letters, and no id of a till or sale.
    (
        re.compile(
            r"(?<![\w.-])(?![0-9a-f]{8}-[0-9a-f]{4}-)(?=[A-Za-z_-]*\d)(?=[\d_-]*[A-Za-z])[\w-]{24,}"
        ),
        "…",
    ),
    # Enrolment codes, and what somebody wrote in capitals only.
    (re.compile(r"\b[BCDFGHJKMNPQRSTVWXYZ]{10}\b"), "…"),
    # Phone numbers as people and providers write them; no instant, no count of events.
    (re.compile(r"(?<![\w.:-])(?:\+|00)?(?:\d[ .]?){6,12}(\d{3})(?![\w:]|[.-]\d)"), r"…\1"),
)
# They log every address that they ask, whole.
_CLIENTS = ("httpx", "httpcore")
_OURS = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; what was given as `extra` are fields of their own.
    Figures stay figures."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        for name, value in record.__dict__.items():
            if name not in _OURS:
                is_figure = isinstance(value, int | float)
                told[name] = value if is_figure else without_secrets(str(value))
        if record.exc_info:
            told["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def without_secrets(text: str) -> str:
    for pattern, kept in _SECRETS:
        text = pattern.sub(kept, text)
    return text


def log_as_json(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Sends everything that this process logs to its errors, as JSON. uvicorn is to be started with
    `log_config=None`, and without its log of requests."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _CLIENTS:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
