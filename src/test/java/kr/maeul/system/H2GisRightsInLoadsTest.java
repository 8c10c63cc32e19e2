package kr.maeul.system;

class H2GisRightsInLoadsTest extends RightsInLoadsContract {}
