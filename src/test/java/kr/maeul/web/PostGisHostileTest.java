package kr.maeul.web;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisHostileTest extends HostileContract {}
