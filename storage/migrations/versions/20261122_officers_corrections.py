"""Officers' corrections of what the machine understood."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.tables.columns
from storage.tables.case import EVENT_KINDS

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

LISTED = ', '.join(f"'{kind}'" for kind in EVENT_KINDS)


def upgrade() -> None:
    op.create_table('correction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('corrected_at', storage.tables.columns.UtcDateTime(timezone=True), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('analysis_version', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_correction_officer_id')),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], name=op.f('fk_correction_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_report_id'), ['report_id'], unique=False)

    with op.batch_alter_table('case_event', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_case_event_kind'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_case_event_kind'), f'kind IN ({LISTED})')


def downgrade() -> None:
    """Only a house without corrections goes back: what an officer said is not thrown away by a command."""
    if op.get_bind().execute(sa.text('SELECT count(*) FROM correction')).scalar():
        raise RuntimeError('this upgrade cannot be taken back once there are corrections; restore a backup')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_report_id'))

    op.drop_table('correction')
