package kr.maeul.store;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisStoreTest extends StoreContract {}
