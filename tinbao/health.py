"""Whether the process lives and whether it can work, for operators and load balancers."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from storage.queries.health import can_write
from tinbao.app import House


def make_health_router(house: House) -> APIRouter:
    """Build /health/live and /health/ready."""
    router = APIRouter(prefix="/health")

    @router.get("/live")
    def live() -> JSONResponse:
        return JSONResponse({"status": "live"})

    @router.get("/ready")
    def ready() -> JSONResponse:
        parts = {"database": can_write(house.database)}
        failing = [name for name, is_well in parts.items() if not is_well]
        return JSONResponse({"status": "failing" if failing else "ready", "failing": failing}, 503 if failing else 200)

    return router
