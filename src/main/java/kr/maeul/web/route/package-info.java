/** What a route is: who may use it, what is logged, what it does. */
package kr.maeul.web.route;
