"""The web application of a house, built once: its eighty routes take longer to build than most tests to run."""

from fastapi import FastAPI

from tinbao.app import House
from tinbao.web import build_web

_newest: list[tuple[House, FastAPI]] = []


def web_app(house: House) -> FastAPI:
    """Give the application of the house, the same one as long as the house is the newest asked for."""
    if not _newest or _newest[0][0] is not house:
        _newest[:] = [(house, build_web(house))]
    return _newest[0][1]
