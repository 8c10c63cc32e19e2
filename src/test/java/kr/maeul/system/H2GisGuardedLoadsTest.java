package kr.maeul.system;

class H2GisGuardedLoadsTest extends GuardedLoadsContract {}
