/** What planners keep beside the vacant houses, on the web. */
package kr.maeul.web.planning;
