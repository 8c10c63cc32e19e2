-- What a person asked for, wherever that is on record: in each place it is a yes, and no load and no way back makes it less.
CREATE VIEW "maeul_right" ("layer", "feature", "property") AS
SELECT 'vacant-houses', "house", 'doNotContact' FROM "maeul_house_owner" WHERE "do_not_contact_since" IS NOT NULL;
