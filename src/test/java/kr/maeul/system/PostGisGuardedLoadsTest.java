package kr.maeul.system;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisGuardedLoadsTest extends GuardedLoadsContract {}
