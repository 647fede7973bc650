/**
 * What operators want of an agent: the orders on the fleet's control topic, followed while it sends, and which of them
 * count. What an order does to an image that is being read does not belong here.
 */
package io.entrepot.source.control;
