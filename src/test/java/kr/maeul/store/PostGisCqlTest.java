package kr.maeul.store;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisCqlTest extends CqlContract {}
