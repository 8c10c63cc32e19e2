package kr.maeul.store;

class H2GisTilesTest extends TileContract {}
