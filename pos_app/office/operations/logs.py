"""The office's log: a line of JSON an event, without secrets."""

import json
import logging
import re
from datetime import UTC, datetime

# What must not be in a log, whoever wrote it there: tokens, the part of a hook's address that
# nobody can guess, a password in an address, and codes.
_SECRETS = (
    (re.compile(r"(?i)(bearer\s+)[^\s\"',]+"), r"\1…"),
    (re.compile(r"(/hook/[\w.-]+/)[^\s/?\"']+"), r"\1…"),
    (re.compile(r"(\w+://[^\s:/@]*:)[^\s@/]+(@)"), r"\1…\2"),
    (re.compile(r"(?i)(\"?\b(?:token|code|password|secret|api_key)\"?\s*[=:]\s*\"?)[^\s\"',&}]+"),
     r"\1…"),
)  # fmt: skip
_OURS = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; what was given as `extra` are fields of their own."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        for name, value in record.__dict__.items():
            if name not in _OURS:
                told[name] = without_secrets(str(value))
        if record.exc_info:
            told["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def without_secrets(text: str) -> str:
    for pattern, kept in _SECRETS:
        text = pattern.sub(kept, text)
    return text


def log_as_json(level: int = logging.INFO) -> None:
    """Sends everything that this process logs to its errors, as JSON. uvicorn is to be started with
    `log_config=None`, and without its log of requests."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
