package kr.maeul.system;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisHiddenTwinsTest extends HiddenTwinsContract {}
