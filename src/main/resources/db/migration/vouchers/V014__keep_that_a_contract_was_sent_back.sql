-- Why the contract went back the last time, and what had been signed of it.
ALTER TABLE vouchers.orders ADD COLUMN sent_back jsonb;
