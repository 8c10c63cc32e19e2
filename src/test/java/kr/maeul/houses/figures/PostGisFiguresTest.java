package kr.maeul.houses.figures;

import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisFiguresTest extends FiguresContract {}
