/**
 * What trimming a fleet's topics takes from whom: the interim records of each sending, what destinations said of it, and where the journal
 * may begin. One record after the other goes in; nothing is read or deleted here.
 */
package io.entrepot.monitor.core.trim;
