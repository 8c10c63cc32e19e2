package kr.maeul.store;

class H2GisEditsStoreTest extends EditsStoreContract {}
