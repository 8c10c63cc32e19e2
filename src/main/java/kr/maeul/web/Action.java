package kr.maeul.web;

import kr.maeul.web.request.Exchange;

/** What a route does with a request. */
interface Action {
  void handle(Exchange exchange) throws Exception;
}
