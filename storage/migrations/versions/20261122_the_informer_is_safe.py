"""The informer is safe: identities in a table of their own, sealed conversations, rights, audit, retention."""

import json
from uuid import UUID

import sqlalchemy as sa
import sqlmodel
from alembic import context, op

import storage.tables.columns
from storage.tables.case import EVENT_KINDS
from storage.tables.conversation import ATTACHMENT_STATUSES, MESSAGE_STATUSES, UPDATE_STATUSES

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audit_entry',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('actor', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('act', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('about', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('facts', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_about'), ['about'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_act'), ['act'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_actor_at'), ['actor', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_at'), ['at'], unique=False)

    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )
    op.create_table('api_token',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('scopes', sa.JSON(), nullable=False),
    sa.Column('authority_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('created_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_used_on', sa.Date(), nullable=True),
    sa.Column('revoked_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['authority_code'], ['authority.code'], name=op.f('fk_api_token_authority_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_token')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_api_token_token_hash'))
    )
    op.create_table('identity',
    sa.Column('reporter_id', sa.Uuid(), nullable=False),
    sa.Column('account_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('contact_sealed', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['reporter_id'], ['reporter.id'], name=op.f('fk_identity_reporter_id')),
    sa.PrimaryKeyConstraint('reporter_id', name=op.f('pk_identity'))
    )
    op.create_table('invitation',
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=True),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('province_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('authority_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('resets_password', sa.Boolean(), nullable=False),
    sa.Column('resets_second_factor', sa.Boolean(), nullable=False),
    sa.Column('invited_by', sa.Uuid(), nullable=True),
    sa.Column('created_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('triager', 'officer', 'head', 'auditor', 'administrator')", name=op.f('ck_invitation_role')),
    sa.ForeignKeyConstraint(['authority_code'], ['authority.code'], name=op.f('fk_invitation_authority_code')),
    sa.ForeignKeyConstraint(['invited_by'], ['officer.id'], name=op.f('fk_invitation_invited_by')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_invitation_officer_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_invitation'))
    )
    op.create_table('officer_notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('page', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('last_error', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('created_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('sent_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("status IN ('pending', 'sending', 'sent', 'filed', 'dead')", name=op.f('ck_officer_notice_status')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_officer_notice_officer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_officer_notice'))
    )
    with op.batch_alter_table('officer_notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_officer_notice_officer_id'), ['officer_id'], unique=False)

    op.create_table('case_wall',
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('authority_code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('set_by', sa.Uuid(), nullable=True),
    sa.Column('set_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['authority_code'], ['authority.code'], name=op.f('fk_case_wall_authority_code')),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_case_wall_case_id')),
    sa.ForeignKeyConstraint(['set_by'], ['officer.id'], name=op.f('fk_case_wall_set_by')),
    sa.PrimaryKeyConstraint('case_id', 'authority_code', name=op.f('pk_case_wall'))
    )
    with op.batch_alter_table('case_wall', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_wall_authority_code'), ['authority_code'], unique=False)

    op.create_table('erasure',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('basis', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=True),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_erasure_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure')),
    sa.UniqueConstraint('number', name=op.f('uq_erasure_number'))
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_erasure_case_id'), ['case_id'], unique=False)

    op.create_table('reveal',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('reporter_id', sa.Uuid(), nullable=False),
    sa.Column('alias', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('decision_note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('session_key', sa.LargeBinary(), nullable=True),
    sa.Column('answer_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('opened_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('expires_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('read_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("status IN ('asked', 'approved', 'refused', 'opening', 'ready', 'read', 'expired')", name=op.f('ck_reveal_status')),
    sa.ForeignKeyConstraint(['asked_by'], ['officer.id'], name=op.f('fk_reveal_asked_by')),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_reveal_case_id')),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_reveal_decided_by')),
    sa.ForeignKeyConstraint(['reporter_id'], ['reporter.id'], name=op.f('fk_reveal_reporter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal'))
    )
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reveal_asked_by'), ['asked_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_reveal_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reveal_status'), ['status'], unique=False)

    op.create_table('person_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('words_wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('filed_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('done_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True),
    sa.Column('done_by', sa.Uuid(), nullable=True),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.CheckConstraint("kind IN ('access', 'correct', 'delete')", name=op.f('ck_person_request_kind')),
    sa.CheckConstraint("status IN ('open', 'done', 'refused')", name=op.f('ck_person_request_status')),
    sa.ForeignKeyConstraint(['done_by'], ['officer.id'], name=op.f('fk_person_request_done_by')),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], name=op.f('fk_person_request_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_request'))
    )
    with op.batch_alter_table('person_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_request_report_id'), ['report_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_request_status'), ['status'], unique=False)

    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('secret_wrapped', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('released_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('released_by', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_attachment_released_by'), 'officer', ['released_by'], ['id'])

    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('officer_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('key_wrapped', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('erased_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_case_closed_at'), ['closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_officer_id'), ['officer_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_case_officer_id'), 'officer', ['officer_id'], ['id'])

    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('draft_wrapped', sa.LargeBinary(), nullable=True))

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('text_wrapped', sa.LargeBinary(), nullable=True))
        batch_op.alter_column('secret_sealed', new_column_name='secret_wrapped')

    with op.batch_alter_table('officer_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirmed_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('browser', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))

    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.add_column(sa.Column('masks', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('released_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('released_by', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('erased_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_report_released_by'), 'officer', ['released_by'], ['id'])

    with op.batch_alter_table('reporter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('forget_after', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('forgotten_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=True))

    _seal_what_was_readable(op.get_bind())
    with op.batch_alter_table('reporter', schema=None) as batch_op:
        batch_op.drop_column('address_sealed')
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_column('draft')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_column('text')
        batch_op.alter_column('text_wrapped', nullable=False)
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.alter_column('masks', server_default=None)
    with op.batch_alter_table('officer_session', schema=None) as batch_op:
        batch_op.alter_column('browser', server_default=None)
    with op.batch_alter_table('incoming_update', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_incoming_update_conversation_id'))
        batch_op.drop_constraint(batch_op.f('fk_incoming_update_conversation_id'), type_='foreignkey')
        batch_op.drop_column('conversation_id')
    for table, column, values in CHECKS:
        _check_again(table, column, values)
    _forbid_changes_to_the_audit_log()


CHECKS = (
    ('case_event', 'kind', EVENT_KINDS),
    ('message', 'status', MESSAGE_STATUSES),
    ('attachment', 'status', ATTACHMENT_STATUSES),
    ('incoming_update', 'status', UPDATE_STATUSES),
)


def _check_again(table: str, column: str, values: tuple[str, ...]) -> None:
    listed = ', '.join(f"'{value}'" for value in values)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(f'ck_{table}_{column}'), type_='check')
        batch_op.create_check_constraint(batch_op.f(f'ck_{table}_{column}'), f'{column} IN ({listed})')


def _seal_what_was_readable(bind: sa.Connection) -> None:
    """Wrap conversations and move addresses into the vault; needs the keys as soon as there is a row."""
    vault = context.config.attributes.get('vault')
    message = sa.table('message', sa.column('id', sa.Uuid), sa.column('text', sa.Text), sa.column('text_wrapped', sa.LargeBinary))
    talk = sa.table('conversation', sa.column('id', sa.Uuid), sa.column('draft', sa.JSON), sa.column('draft_wrapped', sa.LargeBinary))
    who = sa.table('reporter', sa.column('id', sa.Uuid), sa.column('channel', sa.Text), sa.column('account_index', sa.Text), sa.column('address_sealed', sa.LargeBinary))
    vaulted = sa.table('identity', sa.column('reporter_id', sa.Uuid), sa.column('account_sealed', sa.LargeBinary))
    people = bind.execute(sa.select(who).where(who.c.address_sealed.is_not(None))).all()
    texts = bind.execute(sa.select(message.c.id, message.c.text)).all()
    talks = bind.execute(sa.select(talk.c.id, talk.c.draft)).all()
    if not (people or texts or talks):
        return
    if vault is None or (people and not vault.is_open):
        raise RuntimeError('this upgrade seals what was readable: run `tinbao migrate` where the private key is')
    for row in texts:
        bind.execute(sa.update(message).where(message.c.id == row.id).values(text_wrapped=vault.wrap_text(row.text)))
    for row in talks:
        wrapped = vault.wrap_text(json.dumps(row.draft))
        bind.execute(sa.update(talk).where(talk.c.id == row.id).values(draft_wrapped=wrapped))
    for row in people:
        address = json.loads(vault.open(row.address_sealed))
        account = str(address['chat_id'])
        sealed = vault.seal_identity({'account': account, 'address': address})
        bind.execute(sa.insert(vaulted).values(reporter_id=UUID(str(row.id)), account_sealed=sealed))
        index = vault.account_indexes(row.channel, account)[0]
        bind.execute(sa.update(who).where(who.c.id == row.id).values(account_index=index))


def _forbid_changes_to_the_audit_log() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for act in ('UPDATE', 'DELETE'):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    """Only an empty house goes back: nothing sealed is ever put into the clear again."""
    bind = op.get_bind()
    if bind.execute(sa.text('SELECT count(*) FROM message')).scalar() or bind.execute(sa.text('SELECT count(*) FROM audit_entry')).scalar():
        raise RuntimeError('this upgrade cannot be taken back once there are messages; restore a backup')
    with op.batch_alter_table('incoming_update', schema=None) as batch_op:
        batch_op.add_column(sa.Column('conversation_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_incoming_update_conversation_id'), 'conversation', ['conversation_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_incoming_update_conversation_id'), ['conversation_id'], unique=False)
    with op.batch_alter_table('reporter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('address_sealed', sa.LargeBinary(), nullable=True))
        batch_op.drop_column('forgotten_at')
        batch_op.drop_column('forget_after')

    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_report_released_by'), type_='foreignkey')
        batch_op.drop_column('erased_at')
        batch_op.drop_column('released_by')
        batch_op.drop_column('released_at')
        batch_op.drop_column('masks')

    with op.batch_alter_table('officer_session', schema=None) as batch_op:
        batch_op.drop_column('browser')
        batch_op.drop_column('confirmed_at')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.alter_column('secret_wrapped', new_column_name='secret_sealed')
        batch_op.add_column(sa.Column('text', sa.Text(), nullable=False, server_default=''))
        batch_op.drop_column('text_wrapped')

    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('draft', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.drop_column('draft_wrapped')

    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_case_officer_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_case_officer_id'))
        batch_op.drop_index(batch_op.f('ix_case_closed_at'))
        batch_op.drop_column('erased_at')
        batch_op.drop_column('key_wrapped')
        batch_op.drop_column('officer_id')

    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_attachment_released_by'), type_='foreignkey')
        batch_op.drop_column('released_by')
        batch_op.drop_column('released_at')
        batch_op.drop_column('secret_wrapped')

    with op.batch_alter_table('person_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_request_status'))
        batch_op.drop_index(batch_op.f('ix_person_request_report_id'))

    op.drop_table('person_request')
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reveal_status'))
        batch_op.drop_index(batch_op.f('ix_reveal_case_id'))
        batch_op.drop_index(batch_op.f('ix_reveal_asked_by'))

    op.drop_table('reveal')
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_erasure_case_id'))

    op.drop_table('erasure')
    with op.batch_alter_table('case_wall', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_wall_authority_code'))

    op.drop_table('case_wall')
    with op.batch_alter_table('officer_notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_officer_notice_officer_id'))

    op.drop_table('officer_notice')
    op.drop_table('invitation')
    op.drop_table('identity')
    op.drop_table('api_token')
    op.drop_table('audit_head')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_actor_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_act'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_about'))

    op.drop_table('audit_entry')
    if op.get_bind().dialect.name != 'sqlite':
        op.execute('DROP FUNCTION refuse_audit_change()')
