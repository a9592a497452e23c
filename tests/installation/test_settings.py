"""What people write into the settings file, and what the till makes of it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pos_app.app.shop_front import shop_front
from pos_app.domain.errors import BadInput
from pos_app.installation import settings


def test_sounds_are_on_until_somebody_turns_them_off_and_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert shop_front(settings.load(path), training=False).sounds
    settings.save(path, {("shop", "sounds"): False})
    assert path.read_text(encoding="utf-8") == "[shop]\nsounds = false\n"
    assert not shop_front(settings.load(path), training=False).sounds
    for written in ('"no"', "0", "[]"):
        path.write_text(f"[shop]\nsounds = {written}\n", encoding="utf-8")
        with pytest.raises(BadInput, match=r"shop\.sounds"):
            settings.load(path)


def test_what_is_saved_at_the_same_time_is_all_kept(tmp_path: Path) -> None:
    """The first run saves the shop's name while somebody saves an account already."""
    path = tmp_path / "settings.toml"
    entities = [f"{number:05}" for number in range(8)]
    saves = [{("providers", f"p{one}", "entity"): one} for one in entities]
    with ThreadPoolExecutor(len(saves)) as threads:
        list(threads.map(lambda changes: settings.save(path, changes), saves))
    known = settings.load(path).providers
    assert {name: one.options["entity"] for name, one in known.items()} == {
        f"p{one}": one for one in entities
    }
