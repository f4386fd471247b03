"""Settings from the environment or a `.env` file; a wrong or missing one stops the start with one line naming it."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

SMTP_SCHEMES = frozenset({"smtp", "smtps"})
DATABASE_SCHEMES = frozenset({"sqlite", "postgresql", "postgres", "postgresql+psycopg"})


class SettingsError(Exception):
    """A setting is wrong or missing; the sentence names it."""


class Settings(BaseSettings):
    """Every setting, prefixed TINBAO_ outside."""

    model_config = SettingsConfigDict(env_prefix="TINBAO_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("var")
    env: Literal["production", "development"] = "production"
    host: str = "127.0.0.1"
    port: int = 8389
    public_url: str | None = None
    database_url: str | None = None
    master_key_file: Path | None = None
    vault_public_key_file: Path | None = None
    vault_private_key_file: Path | None = None
    audit_heads_file: Path | None = None
    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    smtp_url: SecretStr | None = None
    mail_from: str = "tinbao@tinbao.example"
    trusted_proxies: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def is_development(self) -> bool:
        """Whether example contacts, key files in the data folder and mails as files are fine."""
        return self.env == "development"

    @property
    def database(self) -> str:
        """Address of the database."""
        return self.database_url or f"sqlite:///{self.home.absolute() / 'tinbao.db'}"

    @property
    def url(self) -> str:
        """Address under which people reach us, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def master_key(self) -> Path:
        """File of the HMAC and session key."""
        return self.master_key_file or self.home / "keys" / "master.key"

    @property
    def vault_public_key(self) -> Path:
        """File of the key that seals identities."""
        return self.vault_public_key_file or self.home / "keys" / "vault-public.key"

    @property
    def vault_private_key(self) -> Path:
        """File of the key that opens identities."""
        return self.vault_private_key_file or self.home / "keys" / "vault-private.key"

    @property
    def audit_heads(self) -> Path:
        """File of the audit log's signed heads."""
        return self.audit_heads_file or self.home / "audit" / "heads.jsonl"


def load_settings() -> Settings:
    """Read and check the settings; raises SettingsError."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"TINBAO_{name.removeprefix('TINBAO_')}: {first['msg']}") from None
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if urlsplit(settings.database).scheme not in DATABASE_SCHEMES:
        raise SettingsError("TINBAO_DATABASE_URL: must begin with sqlite:/// or postgresql://")
    if settings.smtp_url is not None:
        _check_smtp(settings, settings.smtp_url.get_secret_value())
    if settings.is_development:
        return
    key_files = {
        "TINBAO_MASTER_KEY_FILE": settings.master_key,
        "TINBAO_VAULT_PUBLIC_KEY_FILE": settings.vault_public_key,
    }
    if settings.vault_private_key_file is not None or settings.vault_private_key.exists():  # `web` has none
        key_files["TINBAO_VAULT_PRIVATE_KEY_FILE"] = settings.vault_private_key
    for name, path in key_files.items():
        if path.absolute().is_relative_to(settings.home.absolute()):
            raise SettingsError(f"{name}: in production the key file must lie outside TINBAO_HOME ({settings.home})")


def _check_smtp(settings: Settings, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in SMTP_SCHEMES or not parts.hostname:
        raise SettingsError("TINBAO_SMTP_URL: must look like smtp://user:pass@host:587?starttls=1")
    if not settings.is_development and parts.scheme == "smtp" and "starttls=1" not in parts.query:
        raise SettingsError("TINBAO_SMTP_URL: production needs TLS (smtps:// or ?starttls=1)")
