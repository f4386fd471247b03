"""Text out of forms: browsers' line ends made ours, what no database stores left out, blanks around it cut off."""

import re
from typing import Annotated

from fastapi import Form
from pydantic import AfterValidator

_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Clean what somebody typed."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


FormText = Annotated[str, Form(), AfterValidator(clean_text)]
Password = Annotated[str, Form()]  # as typed: a blank at its end may be meant
