-- The order's home gave the hold back while this one was away: no voucher pays any more.
ALTER TABLE bookings.booking ADD COLUMN released jsonb;
ALTER TABLE bookings.booking ADD CHECK (released IS NULL OR voucher_part_fen = 0);
