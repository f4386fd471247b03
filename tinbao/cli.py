"""The `tinbao` command."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from tinbao.settings import SettingsError


def main() -> None:
    """Run a subcommand; failures end with one clear line and a non-zero exit."""
    os.umask(0o077)  # whatever we write is ours alone, even in a folder others may look into
    arguments = _parser().parse_args()
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        sys.exit(run(arguments))
    except SettingsError as error:
        sys.exit(f"tinbao: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tinbao", description="Citizens' tip-offs, brought to the competent authority."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_servers(commands)
    _add_text_commands(commands)
    _add_operations(commands)
    _add_proofs(commands)
    return parser


def _add_servers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, about in (
        ("serve", "web, workers and configured bots in one process"),
        ("web", "the web doors alone"),
        ("worker", "the durable jobs alone"),
    ):
        commands.add_parser(name, help=about).set_defaults(run=_serve, part=name)
    bot = commands.add_parser("bot", help="a bot by long polling")
    bot.add_argument("which", choices=["telegram"])
    bot.set_defaults(run=_serve, part="bot")
    chat = commands.add_parser("chat", help="a citizen's conversation in the terminal")
    chat.add_argument("--url", default="http://127.0.0.1:8389", help="where the server is")
    chat.set_defaults(run=_chat)
    demo = commands.add_parser("demo", help="play invented reports through a running server's web chat")
    demo.add_argument("--url", default="http://127.0.0.1:8389")
    demo.set_defaults(run=_demo)
    bench = commands.add_parser("bench", help="print the benchmark tables")
    bench.add_argument("part", nargs="?", choices=["understanding"], help="this part alone")
    bench.set_defaults(run=_bench)


def _add_text_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    analyze = commands.add_parser("analyze", help="text (or JSONL) on standard input, its analysis as JSON on output")
    analyze.add_argument("--jsonl", action="store_true", help="read one JSON object {id, text} a line")
    analyze.set_defaults(run=_analyze)
    route = commands.add_parser("route", help="JSONL {id, text} on standard input, the routing as JSONL on output")
    route.set_defaults(run=_route)


def _add_proofs(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser("audit", help="the audit log: prove that nothing in it was changed")
    audit.add_argument("what", choices=["verify"])
    audit.set_defaults(run=_audit)
    retention = commands.add_parser("retention", help="erase what is over its time (servers do so every night)")
    retention.add_argument("what", choices=["run"])
    retention.add_argument("--dry-run", action="store_true", help="only say what would be erased")
    retention.set_defaults(run=_retention)
    corrections = commands.add_parser("corrections", help="what officers corrected of the machine's understanding")
    corrections.add_argument("what", choices=["export", "report"], help="as training data (JSONL), or counted by label")
    corrections.set_defaults(run=_corrections)
    register = commands.add_parser("register", help="print the register of processing of personal data (Markdown)")
    register.set_defaults(run=_register)


def _add_operations(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    commands.add_parser("migrate", help="bring the database to today's schema").set_defaults(run=_migrate)
    backup = commands.add_parser("backup", help="write database and evidence to a new sealed file, while servers run")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_back_up)
    restore = commands.add_parser("restore", help="put a backup back (servers stopped; needs the vault's private key)")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="in place of the data that is there")
    restore.set_defaults(run=_restore)
    keys = commands.add_parser("keys", help="the key files")
    keys.add_argument("what", choices=["create", "rotate", "retire"])
    keys.set_defaults(run=_keys)
    authorities = commands.add_parser("authorities", help="the registry of authorities")
    authorities.add_argument("what", choices=["list", "check"])
    authorities.set_defaults(run=_authorities)
    officer = commands.add_parser("officer", help="accounts of the panel")
    officer.add_argument("what", choices=["add"])
    officer.add_argument("--email", required=True)
    officer.add_argument("--name", required=True)
    officer.add_argument("--role", required=True, choices=["triager", "officer", "head", "auditor", "administrator"])
    officer.add_argument("--province", default=None, help="official code of today, e.g. 48")
    officer.add_argument("--authority", default=None, help="code of the authority, e.g. QLTT-01")
    officer.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    officer.add_argument("--no-mfa", action="store_true", help="no second factor (development only)")
    officer.set_defaults(run=_add_officer)
    _add_token_commands(commands)


def _add_token_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    token = commands.add_parser("token", help="service accounts: systems of authorities that ask by token")
    what = token.add_subparsers(required=True, metavar="WHAT")
    add = what.add_parser("add", help="make one and print its token once")
    add.add_argument("--name", required=True, help="whose system it is")
    add.add_argument("--scopes", required=True, help="cases:read, referrals:read, referrals:write; commas between")
    add.add_argument("--authority", required=True, help="code of the authority, e.g. QLTT-48")
    add.set_defaults(run=_add_token)
    what.add_parser("list", help="who there is, and when each was last used").set_defaults(run=_list_tokens)
    revoke = what.add_parser("revoke", help="take a token back at once")
    revoke.add_argument("id", help="from `tinbao token list`")
    revoke.set_defaults(run=_revoke_token)


# Each command imports what it needs when it runs: aiogram alone takes seconds.


def _serve(arguments: argparse.Namespace) -> int:
    from tinbao import serve  # noqa: PLC0415

    return serve.run(arguments.part)


def _chat(arguments: argparse.Namespace) -> int:
    from bot.terminal import run  # noqa: PLC0415

    return run(arguments.url)


def _demo(arguments: argparse.Namespace) -> int:
    from tinbao import demo  # noqa: PLC0415

    return demo.run(arguments.url)


def _bench(arguments: argparse.Namespace) -> int:
    if arguments.part is None:
        from tinbao.bench import tables  # noqa: PLC0415

        tables.run()
    from tinbao.bench import understanding  # noqa: PLC0415

    return understanding.run()


def _analyze(arguments: argparse.Namespace) -> int:
    from tinbao import text_commands  # noqa: PLC0415

    return text_commands.analyze_input(is_jsonl=arguments.jsonl)


def _route(_arguments: argparse.Namespace) -> int:
    from tinbao import text_commands  # noqa: PLC0415

    return text_commands.route_input()


def _migrate(_arguments: argparse.Namespace) -> int:
    from tinbao import operations  # noqa: PLC0415

    return operations.migrate_database()


def _back_up(arguments: argparse.Namespace) -> int:
    from tinbao import backups  # noqa: PLC0415

    return backups.back_up(arguments.file)


def _restore(arguments: argparse.Namespace) -> int:
    from tinbao import backups  # noqa: PLC0415

    return backups.restore(arguments.file, replaces=arguments.replace)


def _keys(arguments: argparse.Namespace) -> int:
    from tinbao import keys  # noqa: PLC0415

    return {"create": keys.create, "rotate": keys.rotate, "retire": keys.retire}[arguments.what]()


def _audit(_arguments: argparse.Namespace) -> int:
    from tinbao import audit  # noqa: PLC0415

    return audit.verify()


def _retention(arguments: argparse.Namespace) -> int:
    from tinbao import retention  # noqa: PLC0415

    return retention.run(is_dry=arguments.dry_run)


def _corrections(arguments: argparse.Namespace) -> int:
    from tinbao import corrections  # noqa: PLC0415

    return {"export": corrections.export, "report": corrections.report}[arguments.what]()


def _register(_arguments: argparse.Namespace) -> int:
    from tinbao import register  # noqa: PLC0415

    return register.print_register()


def _authorities(arguments: argparse.Namespace) -> int:
    from tinbao import operations  # noqa: PLC0415

    return operations.list_registry() if arguments.what == "list" else operations.check_registry()


def _add_officer(arguments: argparse.Namespace) -> int:
    from tinbao import operations  # noqa: PLC0415

    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else getpass.getpass("Password: ")
    return operations.add_officer(
        email=arguments.email,
        name=arguments.name,
        role=arguments.role,
        province=arguments.province,
        authority=arguments.authority,
        password=password,
        needs_mfa=not arguments.no_mfa,
    )


def _add_token(arguments: argparse.Namespace) -> int:
    from tinbao import service_accounts  # noqa: PLC0415

    return service_accounts.add_token(name=arguments.name, scopes=arguments.scopes, authority=arguments.authority)


def _list_tokens(_arguments: argparse.Namespace) -> int:
    from tinbao import service_accounts  # noqa: PLC0415

    return service_accounts.list_service_accounts()


def _revoke_token(arguments: argparse.Namespace) -> int:
    from tinbao import service_accounts  # noqa: PLC0415

    return service_accounts.revoke(arguments.id)
