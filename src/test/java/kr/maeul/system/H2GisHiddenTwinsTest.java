package kr.maeul.system;

class H2GisHiddenTwinsTest extends HiddenTwinsContract {}
