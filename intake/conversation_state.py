"""What a conversation holds, unwrapped: the draft and the messages' texts, which no copy of the database may tell."""

import json

from intake.draft import Draft, dump_draft, load_draft
from storage.database import Session
from storage.queries.conversations import find_conversation
from storage.tables import Conversation, Message
from storage.vault import Vault


def read_draft(vault: Vault, conversation: Conversation) -> Draft:
    """Read the draft of a conversation."""
    if conversation.draft_wrapped is None:
        return Draft()
    return load_draft(json.loads(vault.unwrap_text(conversation.draft_wrapped)))


def write_draft(vault: Vault, conversation: Conversation, draft: Draft) -> None:
    """Put a draft into a conversation; whoever thought ahead for the old one must think again."""
    conversation.draft_wrapped = vault.wrap_text(json.dumps(dump_draft(draft)))
    conversation.revision += 1


def read_text(vault: Vault, message: Message) -> str:
    """Read a message as it is stored: a receipt code in it is still a placeholder."""
    return vault.unwrap_text(message.text_wrapped)


def find_own_conversation(session: Session, vault: Vault, *, channel: str, account: str) -> Conversation | None:
    """Find the conversation of a channel account, under whichever key it was indexed."""
    return find_conversation(session, channel=channel, account_indexes=vault.account_indexes(channel, account))
