package kr.maeul.people;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisSigningInTest extends SigningInContract {}
