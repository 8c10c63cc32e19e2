package kr.maeul.web;

class H2GisPlanningTest extends PlanningContract {}
