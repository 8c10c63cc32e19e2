package kr.maeul.houses.figures;

class H2GisFiguresTest extends FiguresContract {}
