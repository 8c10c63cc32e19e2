package kr.maeul.houses.finder;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisFinderTest extends FinderContract {}
