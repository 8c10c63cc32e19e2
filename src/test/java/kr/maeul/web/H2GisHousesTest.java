package kr.maeul.web;

class H2GisHousesTest extends HousesContract {}
