"""`tinbao demo`: invented citizens and an invented authority, through the product's real doors."""

from tinbao.demo.play import run

__all__ = ["run"]
