"""A browser's short name ("Chrome trên Windows") out of what it says of itself; the rest of that is kept nowhere."""

import re

# In this order: every Chromium says Chrome and Safari too, every browser on an iPhone says Safari.
_FAMILIES = (
    ("Cốc Cốc", r"coc_coc_browser/"),
    ("Edge", r"Edg(A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS)/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


def name_browser(user_agent: str) -> str:
    """Name the browser and the system it runs on."""
    family = _find(_FAMILIES, user_agent) or "Trình duyệt khác"
    system = _find(_SYSTEMS, user_agent)
    return f"{family} trên {system}" if system else family


def _find(names: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((name for name, pattern in names if re.search(pattern, user_agent)), None)
