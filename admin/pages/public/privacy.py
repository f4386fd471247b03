"""The privacy notice."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from admin.desk import Desk
from admin.templating import render
from intake import phrases, web_phrases
from intake.period_words import describe_periods


def make_privacy_pages(_desk: Desk) -> APIRouter:
    """Build the router of `/rieng-tu`."""
    router = APIRouter()

    @router.get("/rieng-tu")
    def show(request: Request) -> HTMLResponse:
        return render(
            request,
            "public/privacy.html",
            version=f"{date.fromisoformat(phrases.CONSENT_VERSION):%d/%m/%Y}",
            operator=web_phrases.OPERATOR_NAME,
            contact=web_phrases.OPERATOR_CONTACT,
            kept=describe_periods(),
        )

    return router
