package kr.maeul.store;

class H2GisPlaceTest extends PlaceContract {}
