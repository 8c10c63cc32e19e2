package kr.maeul.store;

class H2GisStoreTest extends StoreContract {}
