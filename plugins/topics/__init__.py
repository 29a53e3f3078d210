"""What editors say of a topic, from content/data/topics.yaml, at the top of its page.

Setting: TOPICS_DATA (a path below the content folder). Template variable: `topic_introductions`, by
the topic's name.
"""
