/**
 * The port to whatever keeps features. Everything is read through a {@link kr.maeul.layer.View}:
 * what an audience may not see, no method here can be made to return, count, order by or search.
 */
package kr.maeul.store;
