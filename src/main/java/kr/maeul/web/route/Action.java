package kr.maeul.web.route;

import kr.maeul.web.request.Exchange;

/** What a route does with a request. */
public interface Action {
  void handle(Exchange exchange) throws Exception;
}
