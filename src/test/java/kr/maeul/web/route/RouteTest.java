package kr.maeul.web.route;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RouteTest {
  @Test
  void aRouteOfTheDeskSaysWhatIsLogged() {
    assertThatThrownBy(() -> Route.get("/api/x", Access.PLANNERS, Logged.NOTHING, e -> {}))
        .hasMessage("GET /api/x does not say what is logged");
  }
}
