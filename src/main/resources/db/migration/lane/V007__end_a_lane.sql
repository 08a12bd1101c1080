-- The home has moved to another node: nothing is written in its lane here any more.
ALTER TABLE lane.head ADD COLUMN ended boolean NOT NULL DEFAULT false;
