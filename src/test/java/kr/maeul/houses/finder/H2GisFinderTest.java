package kr.maeul.houses.finder;

class H2GisFinderTest extends FinderContract {}
