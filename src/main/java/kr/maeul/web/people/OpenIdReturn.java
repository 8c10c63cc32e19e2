package kr.maeul.web.people;

import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;

/**
 * With what a browser comes back from the service where somebody signed in. Such services add more
 * to the address. For one thread.
 */
final class OpenIdReturn {
  static final ParameterTable<OpenIdReturn> PARAMETERS =
      ParameterTable.<OpenIdReturn>of(
              Parameter.text("code", (back, v) -> back.code = v),
              Parameter.text("state", (back, v) -> back.state = v),
              Parameter.text("error", (back, v) -> {}))
          .ignoringOthers();

  String code;
  String state;
}
