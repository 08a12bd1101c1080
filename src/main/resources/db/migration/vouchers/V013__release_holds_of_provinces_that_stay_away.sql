-- Who asked, proposed and agreed that a hold is given back while the resource's province is away.
ALTER TABLE vouchers.orders ADD COLUMN releasing jsonb;
ALTER TABLE vouchers.orders ADD CHECK (state NOT LIKE 'RELEASE%' OR releasing IS NOT NULL);
-- Two persons, and never one.
ALTER TABLE vouchers.orders ADD CHECK (
    releasing ->> 'approvedBy' IS NULL OR releasing ->> 'approvedBy' <> releasing ->> 'proposedBy');
