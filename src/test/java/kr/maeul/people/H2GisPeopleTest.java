package kr.maeul.people;

class H2GisPeopleTest extends PeopleContract {}
