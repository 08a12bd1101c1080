-- Under which agreement the provider's province collects what has to come back; null where the issuer does.
ALTER TABLE vouchers.recovery ADD COLUMN agreement text;
