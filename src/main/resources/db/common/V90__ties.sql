-- A load takes nothing away in silence beside which one of these is kept. Layers that refer to one another are not here.
CREATE VIEW "maeul_tie" ("layer", "feature", "ko", "en") AS
SELECT 'vacant-houses', "house", '소유자 기록', 'record of the owner' FROM "maeul_house_owner"
UNION ALL
SELECT 'vacant-houses', "house", '연락 기록', 'contact log' FROM "maeul_house_contact"
UNION ALL
SELECT 'vacant-houses', h."house", '후보지 목록', 'shortlist'
FROM "maeul_shortlist_house" h JOIN "maeul_shortlist" l ON l."id" = h."shortlist_id" WHERE l."removed_at" IS NULL
UNION ALL
SELECT "layer", "feature_id", '보내 온 글', 'submission' FROM "maeul_submission"
WHERE "feature_id" IS NOT NULL AND "state" NOT IN ('refused', 'withdrawn');
