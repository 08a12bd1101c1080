-- Why the contract went back the last time, and what had been signed of it.
ALTER TABLE bookings.booking ADD COLUMN sent_back jsonb;
